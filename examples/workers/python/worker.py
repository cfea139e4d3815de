"""Two workers for hello_world_workflow, with the Python SDK of Conductor (conductor-python 2).

Run:  pip install -r requirements.txt && python worker.py
The server is taken from CONDUCTOR_SERVER_URL, http://localhost:8080/api by default. Ctrl-C stops the workers.
"""

import os

from conductor.client.automator.task_handler import TaskHandler
from conductor.client.configuration.configuration import Configuration
from conductor.client.worker.worker_task import worker_task


@worker_task(task_definition_name="hello_task")
def hello(name: str = "World") -> dict:
    return {"message": f"Hello, {name}!"}


@worker_task(task_definition_name="goodbye_task")
def goodbye(message: str = "") -> dict:
    return {"result": f"{message} Goodbye!"}


if __name__ == "__main__":
    server = os.environ.get("CONDUCTOR_SERVER_URL", "http://localhost:8080/api")
    # Finds the functions above by their decorator and polls for each in a process of its own.
    with TaskHandler(configuration=Configuration(server_api_url=server)) as handler:
        handler.start_processes()
        print(f"Polling {server} for hello_task and goodbye_task. Ctrl-C stops.", flush=True)
        try:
            handler.join_processes()
        except KeyboardInterrupt:
            pass
