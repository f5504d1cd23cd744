// What this tab keeps until it is closed, as text under a key. A browser that stores nothing keeps nothing.

export function readFromTab(key) {
  try {
    return sessionStorage.getItem(key);
  } catch {
    return null;
  }
}

// What does not fit is not kept.
export function writeToTab(key, text) {
  try {
    sessionStorage.setItem(key, text);
  } catch {
    // the page works without it
  }
}

export function removeFromTab(key) {
  try {
    sessionStorage.removeItem(key);
  } catch {
    // nothing was kept
  }
}

export function clearTab() {
  try {
    sessionStorage.clear();
  } catch {
    // nothing was kept
  }
}
