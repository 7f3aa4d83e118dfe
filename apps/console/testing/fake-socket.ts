import type { FromCounsellor, ToCounsellor } from "@nightlight/contracts/counsellor/realtime";
import { contactFeed, type Marks } from "@nightlight/contracts/line/beat";
import { nowIso } from "@nightlight/door/time/clock";
import type { LiveSocket } from "../src/shared/live/live-socket.ts";
import { uuid } from "./fixtures.ts";

type Listener = (...values: unknown[]) => void;
type Sent = { readonly name: keyof FromCounsellor; readonly request: unknown };

/** Contacts of the fixtures. */
const CONTACT_FEEDS = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((number) => contactFeed(uuid(number)));

/** A line that tests speak on by hand. It holds the lease unless told otherwise. */
export class FakeSocket {
  readonly sent: Sent[] = [];
  holdsLease = true;
  connected = false;
  active = true;
  /** What is true of each feed: by itself everything has changed since the line was opened the last time. */
  marks: () => Marks | null = () => this.changedAtEachOpening();
  private openings = 0;
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
    if (name === "beat") answer?.(null, { at: nowIso(), marks: this.marks(), queue: null });
    if (name === "lease:renew") answer?.(null, { held: true });
    return this;
  }

  connect(): this {
    this.connected = true;
    queueMicrotask(() => {
      if (this.connected) this.open();
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
    this.open();
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

  private open(): void {
    this.openings += 1;
    this.say("connect");
  }

  private changedAtEachOpening(): Marks {
    const feeds = ["desk", "presence", "escalations", "watch", ...CONTACT_FEEDS];
    return Object.fromEntries(feeds.map((feed) => [feed, `opening ${String(this.openings)}`]));
  }

  private say(name: string, ...values: unknown[]): void {
    for (const listener of this.listeners.get(name) ?? []) listener(...values);
  }
}
