import type { StaffBeatReply } from "@nightlight/contracts/line/beat";
import { findStaff } from "../access/authenticate.ts";
import { isOwnOrigin } from "../access/own-page.ts";
import { cookieName } from "../access/session-cookie.ts";
import type { Dependencies } from "../dependencies.ts";
import { cookiesOf } from "./counsellor-socket.ts";
import type { Beats } from "./beats.ts";
import { demandRules, forgetProof, limitEvents, type EventRule } from "./guard.ts";
import { refuseLine, type HandshakeLimits } from "./limit-handshakes.ts";
import { counsellorRooms, type Realtime } from "./realtime.ts";

/** Every event that an office's page may send. */
export const AUTHORITY_EVENTS = { beat: { access: "staff", payload: undefined } } as const satisfies Record<
  string,
  EventRule
>;

/**
 * Serves the authorities' workspace: officers only, decided at the handshake. It is told that there is news, and asks
 * whether the line lives: whatever else a page sends here is dropped.
 */
export function serveAuthorities(
  dependencies: Dependencies,
  realtime: Realtime,
  beats: Beats,
  handshakes: HandshakeLimits,
): void {
  const { publicOrigin } = dependencies.config;
  realtime.authorities.use((socket, next) => {
    if (!isOwnOrigin(socket.handshake.headers, publicOrigin)) {
      next(new Error("foreign-page"));
      return;
    }
    void findStaff(dependencies, cookiesOf(socket.handshake.headers.cookie).get(cookieName(publicOrigin)))
      .then((signedIn) => {
        const isOfficer = signedIn?.session.stage === "open" && signedIn.actor.roles.includes("officer");
        if (!isOfficer) return refuseLine(socket, handshakes, new Error("not-signed-in"), next);
        socket.data.actor = signedIn.actor;
        handshakes.proved(socket.request, signedIn.actor.id);
        void socket.join(counsellorRooms(signedIn.actor, signedIn.session.isLocked));
        next();
      })
      .catch(() => {
        next(new Error("busy"));
      });
  });
  realtime.authorities.on("connection", (socket) => {
    forgetProof(socket);
    limitEvents(socket, dependencies.log);
    const handlers = {
      beat: (_request: unknown, answer: unknown) => {
        if (typeof answer !== "function") return;
        const { actor } = socket.data;
        const isLocked = !socket.rooms.has(counsellorRooms(actor)[0] ?? "");
        void beats.officer(actor, isLocked).then(answer as (reply: StaffBeatReply) => void);
      },
    };
    demandRules(AUTHORITY_EVENTS, handlers);
    socket.on("beat", handlers.beat);
  });
}
