import type { ToAuthority } from "@nightlight/contracts/authority/realtime";
import type { Marks } from "@nightlight/contracts/line/beat";
import { nowIso } from "@nightlight/door/time/clock";
import type { LiveSocket } from "../src/shared/live/live-socket.ts";

type Listener = (...values: unknown[]) => void;

/** A line that tests speak on by hand. */
export class FakeSocket {
  active = true;
  connected = false;
  /** What is true: by itself everything has changed since the line was opened the last time. */
  marks: () => Marks | null = () => ({ office: `opening ${String(this.openings)}` });
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

  emit(name: string, _request: unknown, answer?: Listener): this {
    if (name === "beat") answer?.(null, { at: nowIso(), marks: this.marks() });
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
  breakLine(): void {
    this.connected = false;
    this.say("disconnect");
  }

  notice<Name extends keyof ToAuthority>(name: Name, ...values: Parameters<ToAuthority[Name]>): void {
    this.say(name, ...values);
  }

  asLiveSocket(): LiveSocket {
    return this as unknown as LiveSocket;
  }

  private open(): void {
    this.openings += 1;
    this.say("connect");
  }

  private say(name: string, ...values: unknown[]): void {
    for (const listener of this.listeners.get(name) ?? []) listener(...values);
  }
}
