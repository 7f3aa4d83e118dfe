import type { ContactView, DeskView } from "@nightlight/contracts/counsellor/contact";
import type { FromCounsellor } from "@nightlight/contracts/counsellor/realtime";
import { contactFeed, contactMark, recordMark } from "@nightlight/contracts/line/beat";
import { nowIso } from "@nightlight/door/time/clock";
import type { LiveSocket } from "../src/shared/live/live-socket.ts";
import { contact, desk, offer, uuid } from "./fixtures.ts";

/** What happens on the way to a screen. */
export type Fault = "none" | "lose" | "late" | "twice" | "later";
type Listener = (...values: never[]) => void;

const LATE_MS = { none: 5, twice: 5, late: 700, later: 2_500, lose: Number.NaN };

/**
 * A server of one counsellor and the way to their screen: it tells the truth when asked, and every notice may be lost,
 * late, doubled or overtaken. All in the time of the test's own timers.
 */
export class RandomServer {
  readonly contactId = uuid(5);
  view: ContactView = contact(5);
  truth: DeskView = desk({ contacts: [this.view.summary], offers: [] });
  isUp = true;
  connected = false;
  active = true;
  private count = 0;
  private readonly listeners = new Map<string, Set<Listener>>();

  /** Something happens, and is told with a fault. */
  happen(what: "child" | "change" | "seen" | "record" | "offer" | "end", fault: Fault): void {
    const { contactId, view } = this;
    const { version } = view.summary;
    const at = `2026-11-22T12:00:${String(this.count % 60).padStart(2, "0")}.${String(this.count).padStart(3, "0")}Z`;
    this.count += 1;
    if (what === "child") {
      const message = { id: uuid(1000 + this.count), from: "child" as const, text: `lời ${String(this.count)}`, at };
      const whole = { ...message, clientKey: `k${String(this.count)}`, deliveredAt: null, seenAt: null };
      this.put({ ...view, hasWords: true, messages: [...view.messages, whole] }, version + 1);
      this.tell(fault, "message:posted", { contactId, version: version + 1, message: whole });
    } else if (what === "change") {
      this.put({ ...view, hasWords: true }, version + 1);
      this.tell(fault, "contact:changed", { contactId, version: version + 1 });
    } else if (what === "seen") {
      const message = { id: uuid(1000 + this.count), from: "counsellor" as const, text: "cô đây", at };
      const whole = { ...message, clientKey: `k${String(this.count)}`, deliveredAt: at, seenAt: at };
      this.put({ ...view, messages: [...view.messages, whole] }, version + 1);
      this.tell(fault, "message:receipt", { contactId, messageId: whole.id, kind: "seen", at });
    } else if (what === "record") {
      const field = (view.record["narrative"]?.version ?? 0) + 1;
      const narrative = { value: `kể ${String(field)}`, version: field, savedAt: at };
      this.put({ ...view, record: { ...view.record, narrative } }, version);
      this.tell(fault, "record:changed", { contactId, field: "narrative", version: field });
    } else if (what === "offer") {
      const made = offer({ id: uuid(2000 + this.count), contactId: uuid(3000 + this.count) });
      this.truth = { ...this.truth, offers: [made] };
      this.tell(fault, "offer:made", made);
    } else {
      const [ended] = this.truth.offers;
      this.truth = { ...this.truth, offers: [] };
      if (ended) this.tell(fault, "offer:ended", { offerId: ended.id, contactId: ended.contactId, end: "timed_out" });
    }
  }

  /** Answers a read as of the moment when it was asked, a little later. */
  readonly fetch = async (url: string): Promise<Response> => {
    const { pathname } = new URL(url, "http://localhost");
    this.demandUp();
    const body = pathname === "/api/desk" ? { ...this.truth, now: nowIso() } : this.view;
    await new Promise((resolve) => setTimeout(resolve, 20 + ((this.count * 37) % 300)));
    this.demandUp();
    return Response.json(body);
  };

  cut(): void {
    this.connected = false;
    this.say("disconnect");
  }

  on(name: string, listener: Listener): this {
    this.listeners.set(name, (this.listeners.get(name) ?? new Set()).add(listener));
    return this;
  }

  off(name: string, listener: Listener): this {
    this.listeners.get(name)?.delete(listener);
    return this;
  }

  timeout(ms: number): { emit: (name: keyof FromCounsellor, request: unknown, answer: unknown) => void } {
    return {
      emit: (name, _request, answer) => {
        const reply = answer as (error: Error | null, value?: unknown) => void;
        if (!this.isUp || !this.connected) setTimeout(reply, ms, new Error("timeout"));
        else setTimeout(() => reply(null, this.answer(name)), 10);
      },
    };
  }

  emit(): this {
    return this;
  }

  connect(): this {
    setTimeout(() => {
      if (this.connected) return;
      if (!this.isUp) {
        this.say("connect_error");
        this.connect();
        return;
      }
      this.connected = true;
      this.say("connect");
    }, 300);
    return this;
  }

  disconnect(): this {
    this.connected = false;
    return this;
  }

  asLiveSocket(): LiveSocket {
    return this as unknown as LiveSocket;
  }

  notice(name: string, notice: object): void {
    this.say(name, notice);
  }

  private answer(name: keyof FromCounsellor): unknown {
    if (name !== "beat") return { held: true, epoch: 1, where: null };
    const { version } = this.view.summary;
    const marks = {
      desk: `${this.truth.offers.map(({ id }) => id).join()}|${this.contactId}:${String(version)}`,
      [contactFeed(this.contactId)]:
        `${contactMark("counsellor", { version, messages: this.view.messages })}.${recordMark(this.view.record)}`,
    };
    return { at: nowIso(), marks, queue: this.truth.queue };
  }

  private demandUp(): void {
    if (!this.isUp) throw new TypeError("Failed to fetch");
  }

  private put(view: ContactView, version: number): void {
    const last = view.messages.at(-1);
    const lastMessage = last === undefined ? null : { from: last.from, text: last.text, at: last.at };
    const unseen = view.messages.filter(({ from }) => from === "child").length;
    this.view = { ...view, summary: { ...view.summary, version, lastMessage, unseen } };
    this.truth = { ...this.truth, contacts: [this.view.summary] };
  }

  private tell(fault: Fault, name: string, notice: object): void {
    if (fault === "lose") return;
    const times = fault === "twice" ? 2 : 1;
    for (let time = 0; time < times; time += 1) {
      setTimeout(
        () => {
          if (this.connected && this.isUp) this.say(name, notice);
        },
        LATE_MS[fault] * (time + 1),
      );
    }
  }

  private say(name: string, ...values: unknown[]): void {
    for (const listener of this.listeners.get(name) ?? []) listener(...(values as never[]));
  }
}
