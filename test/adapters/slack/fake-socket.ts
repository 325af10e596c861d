import { createHash, randomUUID } from "node:crypto";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import type { Duplex } from "node:stream";

const HANDSHAKE = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";
const TEXT = 1;
const CLOSE = 8;

/** What the app sent over the socket: an acknowledgement, perhaps with an answer. */
export interface Acknowledgement {
  readonly envelope_id: string;
  readonly payload?: object;
}

/** The far end of Socket Mode: takes connections, sends envelopes, keeps what is acknowledged. */
export class FakeSocket {
  readonly acknowledged: Acknowledgement[] = [];
  connections = 0;
  readonly #server: Server = createServer();
  #socket: Duplex | null = null;

  async start(): Promise<void> {
    this.#server.on("upgrade", (request, socket) => {
      const key = `${request.headers["sec-websocket-key"]}${HANDSHAKE}`;
      const accept = createHash("sha1").update(key).digest("base64");
      socket.write(
        `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
      );
      this.#take(socket);
    });
    await new Promise<void>((resolve) => this.#server.listen(0, "127.0.0.1", resolve));
  }

  get url(): string {
    return `ws://127.0.0.1:${(this.#server.address() as AddressInfo).port}/link`;
  }

  /** Sends something as Slack does and gives the envelope's id. */
  send(type: string, payload: object): string {
    const id = randomUUID();
    this.#write({ envelope_id: id, type, payload, accepts_response_payload: true });
    return id;
  }

  /** Asks the app to connect anew, as Slack does every few hours. */
  refresh(): void {
    this.#write({ type: "disconnect", reason: "refresh_requested" });
  }

  async stop(): Promise<void> {
    this.#socket?.destroy();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #take(socket: Duplex): void {
    this.connections += 1;
    this.#socket = socket;
    let rest: Buffer = Buffer.alloc(0);
    socket.on("error", () => undefined);
    socket.on("data", (chunk: Buffer) => {
      rest = Buffer.concat([rest, chunk]);
      for (let frame = readFrame(rest); frame !== null; frame = readFrame(rest)) {
        rest = rest.subarray(frame.bytes);
        if (frame.opcode === TEXT) this.acknowledged.push(JSON.parse(frame.text));
        if (frame.opcode === CLOSE) socket.end(Buffer.of(0x80 | CLOSE, 0));
      }
    });
    this.#write({ type: "hello", num_connections: 1 });
  }

  #write(message: object): void {
    const text = Buffer.from(JSON.stringify(message));
    const length = Buffer.alloc(text.length < 126 ? 1 : 3);
    if (text.length < 126) length.writeUInt8(text.length);
    else {
      length.writeUInt8(126);
      length.writeUInt16BE(text.length, 1);
    }
    this.#socket?.write(Buffer.concat([Buffer.of(0x80 | TEXT), length, text]));
  }
}

/** The first frame of a client, which masks what it sends; null while it isn't whole. */
function readFrame(
  bytes: Buffer,
): { readonly opcode: number; readonly text: string; readonly bytes: number } | null {
  if (bytes.length < 2) return null;
  const short = bytes.readUInt8(1) & 0x7f;
  const isLong = short === 126;
  const start = isLong ? 4 : 2;
  if (bytes.length < start + 4) return null;
  const length = isLong ? bytes.readUInt16BE(2) : short;
  const end = start + 4 + length;
  if (bytes.length < end) return null;
  const mask = bytes.subarray(start, start + 4);
  const text = bytes.subarray(start + 4, end).map((byte, at) => byte ^ (mask[at % 4] ?? 0));
  return {
    opcode: bytes.readUInt8(0) & 0x0f,
    text: Buffer.from(text).toString("utf8"),
    bytes: end,
  };
}
