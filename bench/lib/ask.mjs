// JSON over one HTTP connection that is kept.
import http from "node:http";

/** @returns asks with a method, a path and a body, and answers with what the JSON said */
export function asker(port) {
  const agent = new http.Agent({ keepAlive: true });
  return (method, path, body = undefined) =>
    new Promise((done, fail) => {
      const text = body === undefined ? "" : JSON.stringify(body);
      const headers = { "Content-Type": "application/json", "Content-Length": Buffer.byteLength(text) };
      const request = http.request({ host: "127.0.0.1", port, method, path, headers, agent }, (answer) => {
        let said = "";
        answer.setEncoding("utf8");
        answer.on("data", (part) => {
          said += part;
        });
        answer.on("end", () => {
          if (answer.statusCode < 300) done(said ? JSON.parse(said) : undefined);
          else fail(new Error(`${method} ${path}: ${answer.statusCode} ${said}`));
        });
      });
      request.on("error", fail).end(text);
    });
}
