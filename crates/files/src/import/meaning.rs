//! Which names mean that a thread waits: our own states, the words of the profilers, and the C functions of Python that
//! do nothing else. All other names mean that it runs.

use model::State;

/// What a lane does that is in something called `name`.
pub(super) fn state(name: &str) -> State {
    if let Some(own) = State::ALL.iter().find(|state| state.name() == name) {
        return *own;
    }
    // VizTracer writes where a function of Python's own is from; what it waits for is a slice inside of it.
    if name.ends_with(')') && name.contains(" (") {
        return State::Run;
    }
    let name = name.to_lowercase();
    let said = SAID.iter().find(|(words, _)| words.contains(&&*name));
    let called = || CALLED.iter().find(|(ends, _)| ends.iter().any(|end| is_call(&name, end)));
    said.or_else(called).map_or(State::Run, |(_, state)| *state)
}

type Meaning = (&'static [&'static str], State);

/// Whole names, in small letters.
const SAID: &[Meaning] = &[
    (
        &[
            "waiting for gil",
            "waiting for the gil",
            "waits for the gil",
            "wait for gil",
            "wait gil",
            "take_gil",
            "acquire gil",
            "gil wait",
        ],
        State::WaitGil,
    ),
    (
        &[
            "runs python, holds the gil",
            "has gil",
            "python code",
            "native code",
            "gc collecting",
            "holds gil",
        ],
        State::Run,
    ),
    (&["runs without a gil"], State::RunFree),
    (
        &[
            "waits for a lock",
            "waiting for lock",
            "waiting for a lock",
            "lock wait",
            "lock acquire",
            "acquire lock",
            "futex",
            "futex_wait",
        ],
        State::WaitLock,
    ),
    (
        &[
            "waits for i/o",
            "waiting for i/o",
            "i/o",
            "io",
            "io wait",
            "sleep",
            "sleeping",
            "nanosleep",
            "clock_nanosleep",
            "select",
            "poll",
            "ppoll",
            "epoll_wait",
            "kevent",
            "fileio",
            "recv",
            "accept",
        ],
        State::WaitIo,
    ),
    (&["waits for a core", "waiting for a core", "waiting for cpu"], State::WaitCore),
    (&["copies data, starts up", "copying", "copies data", "memcpy"], State::Copy),
    (&["starts up", "starting", "process start"], State::Start),
    (&["stands still for a garbage collection", "stop the world", "stopped for gc"], State::WaitWorld),
    (&["idle", "off cpu"], State::Idle),
];

/// Functions of C modules, as profilers write them: `module.type.method`, of which the end counts.
const CALLED: &[Meaning] = &[
    (
        &[
            "lock.acquire",
            "lock.__enter__",
            "rlock.acquire",
            "rlock.__enter__",
            "acquire_lock",
            "lock.acquire_lock",
            "pthread_mutex_lock",
            "pthread_cond_wait",
            "semlock.acquire",
            "semlock.__enter__",
        ],
        State::WaitLock,
    ),
    (
        &[
            "time.sleep",
            "select.select",
            "poll.poll",
            "epoll.poll",
            "kqueue.control",
            "devpoll.poll",
            "socket.recv",
            "socket.recv_into",
            "socket.recvfrom",
            "socket.accept",
            "socket.connect",
            "socket.send",
            "socket.sendall",
            "_sslsocket.read",
            "_sslsocket.write",
            "_sslsocket.do_handshake",
            "posix.read",
            "posix.write",
            "posix.fsync",
            "posix.waitpid",
            "posix.wait4",
            "nt.read",
            "nt.write",
            "os.read",
            "os.write",
            "fileio.read",
            "fileio.readinto",
            "fileio.readall",
            "fileio.write",
            "bufferedreader.read",
            "bufferedreader.readline",
            "bufferedwriter.flush",
            "socket.getaddrinfo",
        ],
        State::WaitIo,
    ),
    (&["simplequeue.get"], State::Idle),
    (
        &[
            "pickle.dumps",
            "pickle.loads",
            "pickle.dump",
            "pickle.load",
            "pickler.dump",
            "unpickler.load",
            "marshal.dumps",
            "marshal.loads",
        ],
        State::Copy,
    ),
    (
        &["start_new_thread", "start_joinable_thread", "posix.fork", "fork_exec", "posix.posix_spawn"],
        State::Start,
    ),
];

/// Whether `name` is `end`, or ends so behind a dot or an underscore: `_thread.rlock.acquire`, `_pickle.dumps`.
fn is_call(name: &str, end: &str) -> bool {
    name.strip_suffix(end).is_some_and(|before| before.is_empty() || before.ends_with(['.', '_']))
}

#[cfg(test)]
mod tests {
    use super::state;
    use model::State;

    #[test]
    fn waits_are_known_by_their_names_and_all_else_runs() {
        let cases = [
            ("wait-gil", State::WaitGil),
            ("Waiting for GIL", State::WaitGil),
            ("_thread.lock.acquire", State::WaitLock),
            ("_thread.RLock.__enter__", State::WaitLock),
            ("time.sleep", State::WaitIo),
            ("select.epoll.poll", State::WaitIo),
            ("_queue.SimpleQueue.get", State::Idle),
            ("_pickle.dumps", State::Copy),
            ("_thread.start_new_thread", State::Start),
            ("Thread.sleep (/a/b.py:3)", State::Run),
            ("time.sleepy", State::Run),
            ("block.acquire", State::Run),
            ("", State::Run),
        ];
        for (name, expected) in cases {
            assert_eq!(state(name), expected, "{name}");
        }
    }
}
