// Node's ws: one text made for all, and handed to each connection.
import { WebSocketServer } from "ws";
import { JOB } from "./frame.mjs";
import { obey } from "./publisher.mjs";

const server = new WebSocketServer({ host: "127.0.0.1", port: 0, backlog: 4_096, perMessageDeflate: false });
server.on("connection", (socket) => socket.on("error", () => socket.terminate()));
server.on("listening", () => console.log("ready", server.address().port, JOB));
obey((message) => {
  const text = Buffer.from(JSON.stringify(message));
  for (const socket of server.clients) socket.send(text, { binary: false });
});
