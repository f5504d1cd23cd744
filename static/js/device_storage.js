// What this browser keeps for later visits, in all tabs, as text under a key. A browser that stores nothing keeps nothing.

export function readFromDevice(key) {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

// What does not fit is not kept.
export function writeToDevice(key, text) {
  try {
    localStorage.setItem(key, text);
  } catch {
    // the page works without it
  }
}
