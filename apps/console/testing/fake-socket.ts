import type { FromCounsellor, ToCounsellor } from "@nightlight/contracts/counsellor/realtime";
import type { LiveSocket } from "../src/shared/live/live-socket.ts";

type Listener = (...values: unknown[]) => void;
type Sent = { readonly name: keyof FromCounsellor; readonly request: unknown };

/** A line that tests speak on by hand. It holds the lease unless told otherwise. */
export class FakeSocket {
  readonly sent: Sent[] = [];
  holdsLease = true;
  connected = false;
  active = true;
  private readonly listeners = new Map<string, Set<Listener>>();

  on(name: string, listener: Listener): this {
    this.listeners.set(name, (this.listeners.get(name) ?? new Set()).add(listener));
    return this;
  }

  off(name: string, listener: Listener): this {
    this.listeners.get(name)?.delete(listener);
    return this;
  }

  timeout(): this {
    return this;
  }

  emit(name: keyof FromCounsellor, request: unknown, answer?: Listener): this {
    this.sent.push({ name, request });
    if (name === "lease:hold")
      answer?.(null, { held: this.holdsLease, epoch: this.holdsLease ? 1 : null, where: null });
    if (name === "beat") answer?.(null, { ok: true });
    if (name === "lease:renew") answer?.(null, { held: true });
    return this;
  }

  connect(): this {
    this.connected = true;
    queueMicrotask(() => {
      if (this.connected) this.say("connect");
    });
    return this;
  }

  disconnect(): this {
    this.connected = false;
    return this;
  }

  /** The line breaks, and socket.io goes on trying by itself. */
  breakOff(): void {
    this.connected = false;
    this.say("disconnect");
  }

  /** The line is back. */
  comeBack(): void {
    this.connected = true;
    this.say("connect");
  }

  /** A notice of the server. */
  notice<Name extends keyof ToCounsellor>(name: Name, ...values: Parameters<ToCounsellor[Name]>): void {
    this.say(name, ...values);
  }

  sentAs(name: keyof FromCounsellor): unknown[] {
    return this.sent.filter((each) => each.name === name).map(({ request }) => request);
  }

  asLiveSocket(): LiveSocket {
    return this as unknown as LiveSocket;
  }

  private say(name: string, ...values: unknown[]): void {
    for (const listener of this.listeners.get(name) ?? []) listener(...values);
  }
}
