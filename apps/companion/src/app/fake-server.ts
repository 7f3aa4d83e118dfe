import { contactMark, type BeatReply } from "@nightlight/contracts/line/beat";
import type { ChildContactView } from "@nightlight/contracts/child/contact";
import type { ToChild } from "@nightlight/contracts/child/realtime";

/** For tests: the server's side of one chat, in memory, with its live line. */
export type FakeRequest = {
  readonly path: string;
  readonly body: unknown;
  readonly authorization: string | undefined;
  readonly keepalive: boolean;
  readonly wasHidden: boolean;
};
type Message = ChildContactView["messages"][number];
type Handler = (...values: never[]) => void;

const NOW = "2026-11-22T12:42:00.000Z";
export const TOKEN = "proof-of-this-chat";

class FakeSocket {
  connected = false;
  active = true;
  readonly emitted: unknown[][] = [];
  readonly volatile = this;
  readonly #handlers = new Map<string, Handler>();
  on(name: string, handler: Handler) {
    this.#handlers.set(name, handler);
  }
  /** What a beat is answered with; undefined: nobody answers. */
  truth: () => (BeatReply & { position: number | null }) | undefined = () => undefined;
  timeout(ms: number) {
    return {
      emit: (_name: "beat", _request: object, answer: (error: Error | null, reply?: BeatReply) => void) => {
        const reply = this.connected ? this.truth() : undefined;
        if (reply === undefined) setTimeout(answer, ms, new Error("timeout"));
        else queueMicrotask(() => answer(null, reply));
      },
    };
  }
  emit(...event: unknown[]) {
    this.emitted.push(event);
  }
  connect() {
    this.active = true;
  }
  disconnect() {
    this.connected = false;
    this.active = false;
  }
  hear(name: string, ...values: unknown[]) {
    this.#handlers.get(name)?.(...(values as never[]));
  }
}

export const sockets: { readonly to: string; readonly auth: unknown; readonly socket: FakeSocket }[] = [];

/** Stands in for `socket.io-client`. */
export function io(to: string, options: { auth: unknown }): FakeSocket {
  const socket = new FakeSocket();
  sockets.push({ to, auth: options.auth, socket });
  return socket;
}

export function fakeServer() {
  sockets.length = 0;
  const requests: FakeRequest[] = [];
  const state = {
    isDown: false,
    isMute: false,
    refuses: null as number | null,
    losesReplies: false,
    hasCalls: true,
    endedKey: null as string | null,
  };
  let contact = waiting(3);

  const truth = () => {
    const marks = { chat: contactMark("child", contact) };
    return state.isMute ? undefined : { marks, position: contact.position };
  };
  const line = () => {
    const last = sockets.at(-1);
    if (!last) throw new Error("no live line was opened");
    return last.socket;
  };

  function add(message: Pick<Message, "from" | "text"> & Partial<Message>): Message {
    const held = contact.messages.find(({ clientKey }) => clientKey === message.clientKey);
    if (held) return held;
    const count = contact.messages.length + 1;
    const id = `00000000-0000-4000-8000-${String(count).padStart(12, "0")}`;
    const at = `2026-11-22T12:42:${String(count).padStart(2, "0")}.000Z`;
    const whole = { id, at, deliveredAt: null, seenAt: null, clientKey: `key-${String(count)}`, ...message };
    contact = { ...contact, version: contact.version + 1, messages: [...contact.messages, whole] };
    return whole;
  }

  function answer(path: string, body: Record<string, string>): [number, unknown] {
    switch (path) {
      case "/api/child/contacts":
        if (body["key"] === state.endedKey) return [409, problem(409)];
        if (body["text"]) add({ from: "child", text: body["text"], clientKey: "first-words" });
        return [201, { token: TOKEN, contact }];
      case "/api/child/web-calls":
        return [
          200,
          {
            call: state.hasCalls
              ? { name: "page-1", secret: "s", domain: "nightlight", token: TOKEN, iceServers: [] }
              : null,
          },
        ];
      case "/api/child/contact":
        return [200, contact];
      case "/api/child/messages":
        return [201, add({ from: "child", text: body["text"] ?? "", clientKey: body["clientKey"] ?? "" })];
      default:
        return [200, { ok: true }];
    }
  }

  async function fetch(path: string, init: RequestInit): Promise<Response> {
    const headers = init.headers as Record<string, string>;
    const body: unknown = typeof init.body === "string" ? JSON.parse(init.body) : undefined;
    requests.push({
      path,
      body,
      authorization: headers["authorization"],
      keepalive: init.keepalive === true,
      wasHidden: document.documentElement.hidden === true,
    });
    if (state.isDown) throw new TypeError("Failed to fetch");
    if (state.refuses !== null) return Response.json(problem(state.refuses), { status: state.refuses });
    const [status, reply] = answer(path, (body ?? {}) as Record<string, string>);
    if (state.losesReplies) throw new TypeError("Failed to fetch");
    return Response.json(reply, { status });
  }

  return {
    fetch,
    state,
    requests,
    to: (path: string) => requests.filter((request) => request.path === path),
    line,
    add,
    /** The chat as the server has it. */
    now: () => contact,
    /** The other side looks at everything of the child's. */
    see() {
      const last = contact.messages.findLast(({ from }) => from === "child");
      if (last === undefined) return undefined;
      const messages = contact.messages.map((message) =>
        message.from === "child" ? { ...message, seenAt: message.seenAt ?? NOW } : message,
      );
      contact = { ...contact, messages };
      return { messageId: last.id, kind: "seen" as const, at: NOW };
    },
    /** What a read gives from now on; tells nobody. */
    set(part: Partial<ChildContactView>) {
      contact = { ...contact, version: contact.version + 1, ...part };
      return contact.version;
    },
    /** A change that the page is told of. */
    tell(part: Partial<ChildContactView>) {
      line().hear("contact:changed", { version: this.set(part) });
    },
    notice<Name extends keyof ToChild>(name: Name, ...values: Parameters<ToChild[Name]>) {
      line().hear(name, ...values);
    },
    /** The line breaks, and cannot be opened again. */
    cut() {
      line().connected = false;
      line().hear("connect_error");
    },
    open() {
      line().truth = truth;
      line().connected = true;
      line().hear("connect");
    },
  };
}

function waiting(position: number): ChildContactView {
  return { phase: "waiting", position, with: null, isThere: false, messages: [], version: 1, now: NOW };
}

function problem(status: number) {
  return { type: "about:blank", title: "no", status, detail: "no", code: "no", requestId: "1" };
}
