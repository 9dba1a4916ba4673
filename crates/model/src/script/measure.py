# script 1: what follows is the same for every scenario.


def piece(whole, number):
    return whole * (number + 1) // JOB.segments - whole * number // JOB.segments


def waits(task):
    """The lengths of its waits: the same as the model's (PCG32, the task's number as its stream)."""
    mask, step = 2**64 - 1, 2 * task + 1
    state = ((JOB.seed + step) * 6364136223846793005 + step) & mask
    for number in range(JOB.segments):
        mean = piece(JOB.io, number)
        reach = mean * JOB.spread // 100
        bits, turn = ((state >> 18 ^ state) >> 27) & 0xFFFFFFFF, state >> 59
        drawn = (bits >> turn | bits << (32 - turn)) & 0xFFFFFFFF
        yield mean if not reach else mean - reach + (drawn * (2 * reach + 1) >> 32)
        if reach:
            state = (state * 6364136223846793005 + step) & mask


def work(amount, rates):
    """Computes for so many nanoseconds, or counts so far."""
    if JOB.kind == "count":
        count(amount)
    elif JOB.kind == "c" and amount:
        if amount not in KEPT:
            least, most, _ = UNITS
            units = max(least, min(most, int(amount * rates[1])))
            KEPT[amount] = make(units), max(1, round(amount * rates[1] / units))
        subject, times = KEPT[amount]
        for _ in range(times):
            call(subject)
    else:
        loop(int(amount * rates[0]))


def live(lists):
    """Has a garbage collection look through so many lists."""
    if len(LIVE) != lists:
        LIVE[:] = [[] for _ in range(lists)]


def steps(task, rates):
    """What a task does; it yields what it waits for: a time, or a lock and whether it takes it."""
    if task < JOB.hogs:
        return loop(int(JOB.hogcpu * rates[0]))
    if JOB.gc:
        live(rates[2])
    locks = (0, 1) if JOB.locks == "ordered" else (0,)
    if JOB.locks == "opposed":
        locks = (1, 0) if task % 2 else (0, 1)
    length = waits(task)
    for number in range(JOB.segments):
        cpu = piece(WHOLE, 0 if JOB.kind == "c" else number)
        locked = cpu * JOB.lock // 100
        work(cpu - locked, rates)
        if JOB.lock and WHOLE:
            for lock in locks:
                yield lock, True
                part = locked // len(locks)
                work(part if lock == locks[0] else locked - part, rates)
            for lock in reversed(locks):
                yield lock, False
        if JOB.gc and cpu:
            gc.collect()
        wait = next(length)
        if wait:
            yield None, wait / 1e9


def run(task, rates, data=b"", *locks):
    """A task that waits by blocking its thread."""
    locks = [lock if hasattr(lock, "acquire") else Token(lock) for lock in locks or LOCKS]
    done = 0
    for lock, what in steps(task, rates):
        done += 1
        if lock is None:
            time.sleep(what)
        elif not what:
            locks[lock].release()
        elif JOB.locks != "opposed":
            locks[lock].acquire()
        elif not locks[lock].acquire(True, PATIENCE):
            raise TimeoutError(DEADLOCK)
    return task, done, data


async def await_run(task, rates, data, locks):
    """The same on an event loop."""
    import asyncio

    done = 0
    for lock, what in steps(task, rates):
        done += 1
        if lock is not None and what:
            await asyncio.wait_for(locks[lock].acquire(), PATIENCE if JOB.locks == "opposed" else None)
        elif lock is not None:
            locks[lock].release()
        elif JOB.aio == "block":
            time.sleep(what)
        else:
            await asyncio.sleep(what)
    return task, done, data


def shared_run(task, rates, name):
    """The same on data in shared memory."""
    from multiprocessing.shared_memory import SharedMemory

    block = SharedMemory(name)
    task, done, _ = run(task, rates)
    block.buf[: JOB.mb] = DATA
    block.close()
    return task, done, None


class Token:
    """A lock between interpreters: a queue with one item, which who takes it has."""

    def __init__(self, queue):
        self.queue = queue

    def acquire(self, block=True, timeout=None):
        try:
            self.queue.get(timeout=timeout)
            return True
        except Exception:
            return False

    def release(self):
        self.queue.put(None)


def begin(locks):
    """What a process is given as it begins."""
    import signal

    signal.signal(signal.SIGINT, signal.SIG_DFL)
    LOCKS[:] = locks


def arguments(tasks, rates):
    return [(task, rates, DATA if task >= JOB.hogs else b"") for task in tasks]


def through(pool, rates, each, own, locks=(), **chunk):
    """All tasks by an executor: first the hogs, one by one."""
    hogs = [pool.submit(run, *call, *locks) for call in arguments(HOGS, rates)]
    rest = list(pool.map(each, *zip(*(call + tuple(locks) for call in own)), **chunk))
    return [hog.result() for hog in hogs] + rest


def sequential(rates):
    return [run(*call) for call in arguments(ALL, rates)]


def threads(rates):
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(JOB.workers["threads"]) as pool:
        return through(pool, rates, run, arguments(OWN, rates))


def asyncio(rates):
    import asyncio
    from concurrent.futures import ThreadPoolExecutor

    async def main():
        loop = asyncio.get_running_loop()
        locks = asyncio.Lock(), asyncio.Lock()
        limit = asyncio.Semaphore(JOB.limit or len(ALL))
        if JOB.aio == "thread":
            loop.set_default_executor(ThreadPoolExecutor(JOB.workers["threads"]))

        def one(call):
            if JOB.aio == "thread":
                return loop.run_in_executor(None, run, *call)
            return await_run(*call, locks)

        async def limited(call):
            async with limit:
                return await one(call)

        return await asyncio.gather(*map(limited if JOB.limit else one, arguments(ALL, rates)))

    return asyncio.run(main())


def processes(rates):
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor

    context = multiprocessing.get_context(JOB.start)
    locks = [context.Lock() for _ in LOCKS] if JOB.lock else []
    workers = min(JOB.workers["processes"], 61 if sys.platform == "win32" else 1000)
    chunk = {"chunksize": JOB.chunk} if JOB.chunk else {}
    blocks, each, own = [], run, arguments(OWN, rates)
    try:
        if JOB.via == "shared" and JOB.mb:
            fill(blocks)
            each, own = shared_run, [(task, rates, block.name) for task, block in zip(OWN, blocks)]
        if JOB.pool == "executor":
            with ProcessPoolExecutor(workers, context, begin, (locks,)) as pool:
                return through(pool, rates, each, own, **chunk)
        with context.Pool(workers, begin, (locks,)) as pool:
            hogs = pool.starmap_async(run, arguments(HOGS, rates), 1)
            rest = pool.starmap(each, own, **chunk)
            return hogs.get() + rest
    finally:
        for block in blocks:
            block.close()
            block.unlink()


def fill(blocks):
    """A block of shared memory for each task, with its data."""
    from multiprocessing.shared_memory import SharedMemory

    for _ in OWN:
        blocks.append(SharedMemory(create=True, size=JOB.mb))
        blocks[-1].buf[: JOB.mb] = DATA


def interpreters(rates):
    from concurrent.futures import InterpreterPoolExecutor

    locks = []
    if JOB.lock:
        from concurrent import interpreters

        locks = [interpreters.create_queue() for _ in LOCKS]
        for lock in locks:
            lock.put(None)
    with InterpreterPoolExecutor(JOB.workers["interpreters"]) as pool:
        return through(pool, rates, run, arguments(OWN, rates), locks)


WHOLE = JOB.updates if JOB.kind == "count" else JOB.cpu
HOGS, OWN = range(JOB.hogs), range(JOB.hogs, JOB.hogs + JOB.tasks)
ALL = range(len(HOGS) + len(OWN))
DATA = b"x" * JOB.mb
LOCKS = [threading.Lock(), threading.Lock()]
KEPT, LIVE = {}, []
PATIENCE, DEADLOCK = 5, "deadlock: each holds a lock that the other waits for"


def median(of):
    of = sorted(of)
    return (of[(len(of) - 1) // 2] + of[len(of) // 2]) / 2


def timed(function, *arguments):
    start = time.perf_counter()
    result = function(*arguments)
    return (time.perf_counter() - start) * 1e9, result


def cost(function, *arguments):
    """The nanoseconds of CPU time that it takes, which others on this machine change less than its time."""
    # On Windows CPU time is counted in steps of 15 ms.
    clock, costs = time.perf_counter if sys.platform == "win32" else time.process_time, []
    for _ in range(5):
        start = clock()
        function(*arguments)
        costs.append((clock() - start) * 1e9)
    return median(costs) or 1


def calibrate():
    """How much work makes a nanosecond alone: passes of the loop, units of the C function; lists to collect."""
    loops = units = lists = 0
    if JOB.hogs or WHOLE and JOB.kind not in ("c", "count"):
        loops = 1000
        while timed(loop, loops)[0] < 5e6:
            loops *= 2
        loops /= cost(loop, loops)
    if JOB.kind == "c" and WHOLE:
        KEPT.clear()
        cpu = piece(WHOLE, 0)
        locked = cpu * JOB.lock // 100
        largest = max(cpu - locked, locked // (1 if JOB.locks == "one" else 2), 1)
        units = 1 / UNITS[2]
        for _ in range(2):
            size = max(UNITS[0], min(UNITS[1], int(largest * units)))
            subject = make(size)
            units = size / cost(call, subject)
        work(cpu - locked, (loops, units))
    if JOB.gc:
        gc.unfreeze()
        live(0)
        gc.collect()
        gc.freeze()
        live(100000)
        lists = int(JOB.gc / cost(gc.collect) * 100000)
        live(lists)
    return loops, units, lists


def estimates():
    """About how many seconds each takes, for those that would take too long."""
    cpu = (JOB.updates * 1e-7 if JOB.kind == "count" else JOB.cpu / 1e9) + JOB.segments * JOB.gc / 1e9
    cpu, io = cpu * JOB.tasks + JOB.hogcpu * JOB.hogs / 1e9, JOB.io * JOB.tasks / 1e9
    workers, at_once = JOB.workers, JOB.limit or JOB.tasks
    at_once = {"block": 1, "thread": workers["threads"]}.get(JOB.aio, at_once)
    return {
        "sequential": cpu + io,
        "threads": cpu + io / workers["threads"],
        "asyncio": cpu + io / at_once,
        "processes": cpu + io / workers["processes"] + 0.1 * workers["processes"],
        "interpreters": cpu + io / workers["interpreters"] + 0.1 * workers["interpreters"],
    }


def limit_cores():
    """Keeps to as many processors as the scenario has; how many it then has."""
    import os

    if not hasattr(os, "sched_setaffinity"):
        return os.cpu_count() or 1
    able = sorted(os.sched_getaffinity(0))
    os.sched_setaffinity(0, able[: JOB.cores])
    return min(len(able), JOB.cores)


def missing(name, gil):
    """Why this Python can't do it, if it can't."""
    import concurrent.futures
    import multiprocessing

    methods = multiprocessing.get_all_start_methods()
    if name == "interpreters" and not hasattr(concurrent.futures, "InterpreterPoolExecutor"):
        return "needs Python 3.14"
    if name == "processes" and JOB.start and JOB.start not in methods:
        return "%s is not there on this platform, which has %s" % (JOB.start, ", ".join(methods))
    if name == "processes" and JOB.mb * JOB.tasks > 4e9:
        return "would need more than %d GB for the results" % (JOB.mb * JOB.tasks / 1e9)
    if name == "free-threads" and gil:
        return "needs a build without a GIL, python3.13t or later"
    if name == "threads" and not gil:
        return "this build has no GIL: start it with -X gil=1 for these"
    return None


def remarks(cores, version, times):
    """What is not as the scenario says."""
    if cores != JOB.cores:
        yield "The scenario has %d cores; these runs had %d." % (JOB.cores, cores)
    if not version.startswith(JOB.python.rstrip("t") + "."):
        yield "The scenario is for Python %s." % JOB.python
    if JOB.wake != "random":
        yield "Whom a release of the GIL wakes can't be chosen: it is any."
    if JOB.ht < 100:
        yield "Whether these are hardware threads of one core is the machine's."
    alone = estimates()["sequential"] * 1000
    if JOB.kind != "count" and median(times.get("sequential", [0])) > 1.2 * alone:
        yield "Sequential took longer than the %.0f ms of its work and waits: is this machine busy?" % alone
    if JOB.gc:
        yield "A collection also looks through what the interpreter itself has."


def check(name, results):
    """The tasks' results, and how many updates were lost of those that all count together."""
    if [task for task, _, _ in results] != list(ALL):
        raise AssertionError("not every task was done once")
    if len({done for task, done, _ in results if task >= JOB.hogs}) != 1:
        raise AssertionError("not every task did the same")
    if any(data is not None and data != DATA for task, _, data in results if task >= JOB.hogs):
        raise AssertionError("the data came back changed")
    if JOB.kind == "count":
        apart = name in ("processes", "interpreters")
        return None if apart else JOB.updates * JOB.tasks - counted()
    return None


def measure(ways, repeat):
    """For each way its times in milliseconds and lost updates, in turn, so that all have the same weather."""
    times, lost, failed = {name: [] for name in ways}, {}, {}
    for number in range(repeat):
        print("round %d of %d" % (number + 1, repeat), file=sys.stderr)
        rates = calibrate()
        for name, way in ways.items():
            if name in failed:
                continue
            reset()
            try:
                wall, results = timed(way, rates)
                missed = check(name, results)
            except Exception as error:
                kind = type(error).__name__
                failed[name] = DEADLOCK if kind == "TimeoutError" else "%s: %s" % (kind, error)
                LOCKS[:] = [threading.Lock(), threading.Lock()]
                continue
            times[name].append(max(wall / 1e6, 0.001))
            if missed is not None:
                lost[name] = max(missed, lost.get(name, 0))
    return {name: walls for name, walls in times.items() if walls and name not in failed}, lost, failed


def stop(*_):
    import multiprocessing
    import os

    for child in multiprocessing.active_children():
        child.terminate()
    os.write(2, b"\nStopped.\n")
    os._exit(130)


def main():
    import argparse
    import json
    import os
    import platform
    import re
    import signal

    parser = argparse.ArgumentParser(description="Times one job by every runtime that this Python has.")
    parser.add_argument("--repeat", type=int, default=5, metavar="N", help="how often each is timed (1 to 1000)")
    parser.add_argument("--quick", action="store_true", help="time each once")
    parser.add_argument("--limit", type=float, default=30, metavar="S", help="leave out what takes more seconds")
    parser.add_argument("--json", nargs="?", const="interleave.json", metavar="FILE", help="write a file for the page")
    options = parser.parse_args()
    repeat = 1 if options.quick else max(1, min(1000, options.repeat))
    signal.signal(signal.SIGINT, stop)
    sys.setswitchinterval(JOB.interval / 1e9)

    def word(text):
        return re.sub("[^A-Za-z0-9._-]", "", text)[:24] or "unknown"

    gil = getattr(sys, "_is_gil_enabled", lambda: True)()
    processors, cores = os.cpu_count() or 1, limit_cores()
    processors = max(processors, cores)
    python, version, system = map(
        word, (platform.python_implementation(), platform.python_version(), platform.system())
    )
    ways, why = {}, {}
    for way in (sequential, threads, asyncio, processes, interpreters):
        name, seconds = way.__name__, estimates()[way.__name__]
        name = "free-threads" if name == "threads" and not gil else name
        why[name] = missing(name, gil)
        if not why[name] and seconds > options.limit:
            why[name] = "would take %.0f s a run (--limit)" % seconds
        if not why[name]:
            ways[name] = way
    other = "free-threads" if gil else "threads"
    why[other] = missing(other, gil)
    of = "%d of %d" % (cores, processors) if cores < processors else str(cores)
    print("%s %s, %s, %s cores, GIL %s" % (python, version, system, of, "on" if gil else "off"))
    sys.setswitchinterval(JOB.interval / 1e9)
    times, lost, failed = measure(ways, repeat)
    why.update(failed)
    print("%-13s %10s %10s %10s %8s" % ("ms", "median", "shortest", "longest", "speedup"))
    timings = []
    for name in ("sequential", "threads", "asyncio", "processes", "interpreters", "free-threads"):
        if name not in times:
            print("%-13s %s" % (name, why[name]))
            continue
        three = [round(time, 3) for time in (median(times[name]), min(times[name]), max(times[name]))]
        speedup = "%.2f" % (median(times["sequential"]) / three[0]) if "sequential" in times else ""
        note = "  %d updates lost" % lost[name] if name in lost else ""
        print("%-13s %10.3f %10.3f %10.3f %8s%s" % (name, *three, speedup, note))
        timings.append(dict(zip(("runtime", "median_ms", "least_ms", "most_ms"), [name] + three)))
        if name in lost:
            timings[-1]["lost"] = lost[name]
    for remark in remarks(cores, version, times):
        print(remark)
    if not timings:
        sys.exit("Nothing could be timed.")
    head = [1, python, version, system, processors, cores, "on" if gil else "off", repeat]
    key = ",".join(map(str, head + [":".join(map(str, timing.values())) for timing in timings]))
    print("Beside the model: %s?%s&m=%s" % (PAGE, QUERY, key))
    if options.json:
        names = ("interleave", "implementation", "python", "platform", "processors", "cores", "gil", "repetitions")
        with open(options.json, "w") as file:
            json.dump(dict(zip(names, head), scenario=QUERY, timings=timings), file, indent=1)
        print("Or drop %s on the page." % options.json)


if __name__ == "__main__":
    main()
