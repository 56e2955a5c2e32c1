"""The design that Fetchlight replaces: a dictionary of sets, and send_json for each connection."""

import asyncio
import json
import socket
import sys
import time

import uvicorn
from fastapi import FastAPI, WebSocket, WebSocketDisconnect

JOB = "0193a000-0000-7000-8000-000000000001"
SIZE = 350

app = FastAPI()
watchers: dict[str, set[WebSocket]] = {}


@app.websocket("/ws/download/{job}")
async def watch(connection: WebSocket, job: str) -> None:
    await connection.accept()
    watchers.setdefault(job, set()).add(connection)
    try:
        while True:
            await connection.receive_text()
    except WebSocketDisconnect:
        watchers[job].discard(connection)


def message(version: int) -> dict:
    data = {
        "jobId": JOB,
        "version": version,
        "at": time.monotonic_ns(),
        "status": "processing",
        "stage": "downloading",
        "progress": version % 1000 / 10,
    }
    whole = {"type": "status", "data": data}
    # What json.dumps with its own separators makes of it is to be of the common size.
    data["title"] = "x" * (SIZE - len(json.dumps(whole)) - len(', "title": ""'))
    return whole


class Publisher:
    """Sends to all watchers at a fixed rate between "start" and "stop" on standard input."""

    def __init__(self, rate: float) -> None:
        self.period = 1 / rate
        self.running = False
        self.version = 1_000_000

    async def run(self) -> None:
        due = time.monotonic()
        while True:
            due = max(due + self.period, time.monotonic())
            await asyncio.sleep(due - time.monotonic())
            if self.running:
                self.version += 1
                await self.publish(message(self.version))

    async def publish(self, whole: dict) -> None:
        for connection in list(watchers.get(JOB, ())):
            try:
                await connection.send_json(whole)
            except (RuntimeError, WebSocketDisconnect):
                watchers[JOB].discard(connection)

    async def obey(self, server: uvicorn.Server) -> None:
        reader = asyncio.StreamReader()
        loop = asyncio.get_running_loop()
        await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), sys.stdin)
        while line := await reader.readline():
            self.running = line.startswith(b"start")
        server.should_exit = server.force_exit = True


async def main() -> None:
    listening = socket.create_server(("127.0.0.1", 0), backlog=4096)
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", ws="websockets"))
    publisher = Publisher(float(sys.argv[1]))
    print("ready", listening.getsockname()[1], JOB, flush=True)
    publishing = asyncio.ensure_future(publisher.run())
    obeying = asyncio.ensure_future(publisher.obey(server))
    await server.serve(sockets=[listening])
    publishing.cancel()
    obeying.cancel()


asyncio.run(main())
