"""Tasks that share cores in SimPy: for each line `tasks cores cpu slice`, the slices run and their CPU time."""
import sys
import time

import simpy


def run(tasks, cores, cpu, length):
    environment = simpy.Environment()
    resource = simpy.PriorityResource(environment, capacity=cores)
    slices = 0

    def task():
        nonlocal slices
        ran = 0
        while ran < cpu:
            with resource.request(priority=ran) as core:
                yield core
                part = min(length, cpu - ran)
                yield environment.timeout(part)
                ran += part
                slices += 1

    for _ in range(tasks):
        environment.process(task())
    begin = time.process_time()
    environment.run()
    return slices, time.process_time() - begin


for line in sys.stdin:
    print(*run(*map(int, line.split())), flush=True)
