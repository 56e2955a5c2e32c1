// Socket.IO: a room a job, and a broadcast to it, which is encoded once.
import { createServer } from "node:http";
import { Server } from "socket.io";
import { JOB } from "./frame.mjs";
import { obey } from "./publisher.mjs";

const http = createServer();
const io = new Server(http, { transports: ["websocket"], perMessageDeflate: false, serveClient: false });
io.on("connection", (socket) => socket.join(JOB));
http.listen({ host: "127.0.0.1", port: 0, backlog: 4_096 }, () => {
  console.log("ready", http.address().port, JOB);
});
obey((message) => io.to(JOB).emit("status", message));
