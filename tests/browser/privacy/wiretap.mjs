// A proxy that a browser takes for everything, whoever asks: the page, a beacon, or the browser's
// own process long after the page is gone. What passes is noted to the byte.
import { createServer, request as ask } from "node:http";

export async function wiretap() {
  const taken = []; // { method, url, headers, body }, as sent
  const note = ({ method, url, headers }, body = Buffer.alloc(0)) => taken.push({ method, url, headers, body });
  const server = createServer(async (request, response) => {
    const chunks = [];
    for await (const chunk of request) chunks.push(chunk);
    const body = Buffer.concat(chunks);
    note(request, body);
    // There is no world behind this proxy but the test's own.
    if (new URL(request.url).hostname !== "127.0.0.1") return response.writeHead(502).end();
    const passed = ask(request.url, { method: request.method, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode, answer.rawHeaders);
      answer.pipe(response);
    });
    passed.on("error", () => response.destroy());
    passed.end(body);
  });
  // Encrypted ways and sockets: who was asked for is noted, and nobody answers.
  const refuse = (request, socket) => {
    note(request);
    socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
  };
  server.on("connect", refuse).on("upgrade", refuse);
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    taken,
    /** For a reader's context: this machine's own addresses, too, go through the proxy. */
    proxy: { server: `http://127.0.0.1:${server.address().port}`, bypass: "<-loopback>" },
    stop: () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))),
  };
}
