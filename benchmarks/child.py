"""Run one side in a process of its own, and print what it took: ``child.py SCRIPT REPEATS ARGUMENT...``.

The script is imported; then its ``main(*arguments)`` is called so often. With more than one call the first does not
count: it warms up. A script that starts with ``import:`` is a statement, whose own time is taken. Nothing is imported
here that the script could have wanted to import itself.
"""

import sys
import time


def status(key: str) -> int:
    """A size from the kernel's account of this process, in bytes."""
    with open("/proc/self/status") as file:
        return next(int(line.split()[1]) << 10 for line in file if line.startswith(key))


def forget_peak() -> None:
    """From here on the peak counts."""
    with open("/proc/self/clear_refs", "w") as file:
        file.write("5")


def timed(function, arguments):  # type: ignore[no-untyped-def]
    began = time.perf_counter()
    answer = function(*arguments)
    seconds = time.perf_counter() - began
    if isinstance(answer, dict) and "seconds" in answer:  # a program that knows it better itself
        return answer.pop("seconds"), answer["answer"]
    return seconds, answer


def run(script: str, repeats: int, arguments: list[str]) -> dict[str, object]:
    """Times in seconds, memory in bytes over what the imports took, and what the script answered."""
    if script.startswith("import:"):
        code = compile(script.removeprefix("import:"), "<import>", "exec")
        seconds, _ = timed(exec, (code, {}))
        return {"seconds": [seconds], "memory": 0, "answer": None}
    names: dict[str, object] = {"__name__": "script"}
    with open(script) as file:
        exec(compile(file.read(), script, "exec"), names)
    before = status("VmRSS")
    forget_peak()
    found = [timed(names["main"], arguments) for _ in range(repeats)]
    memory = status("VmHWM") - before
    seconds = [one for one, _ in found]
    return {"seconds": seconds[repeats > 1 :], "memory": memory, "answer": found[-1][1]}


if __name__ == "__main__":
    result = run(sys.argv[1], int(sys.argv[2]), sys.argv[3:])
    import json

    print(json.dumps(result))
