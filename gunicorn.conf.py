"""Settings of gunicorn in the demo, in tests and in production; command-line options override them."""

import ctypes
import os
import sys
from pathlib import Path

wsgi_app = "portal.wsgi"
bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
worker_class = "gthread"
threads = 4

# Longer than nginx keeps an idle upstream connection (60 s), so that nginx never sends into a closed one.
keepalive = 75

# The heartbeat file must not wait for a slow disk.
shared_memory = Path("/dev/shm")  # noqa: S108
worker_tmp_dir = str(shared_memory) if shared_memory.is_dir() else None

logger_class = "portal.serving.server_log.Logger"

# A running server is controlled by signals only.
control_socket_disable = True

# A thread that computes lets the others of its worker go on after 1 ms instead of 5, which a page would wait many times.
sys.setswitchinterval(0.001)

# Memory from 1 MB on goes back to the system when it is free; else glibc keeps what large files needed, in every thread.
M_MMAP_THRESHOLD = -3  # malloc.h
libc = ctypes.CDLL(None)
if hasattr(libc, "mallopt"):  # glibc
    libc.mallopt(M_MMAP_THRESHOLD, 1024 * 1024)
