import type { FloorAnswer, FloorNews } from "@nightlight/contracts/supervisor/floor";
import { withFloorAnswer, withFloorNews, type Floor } from "@nightlight/contracts/supervisor/follow-floor";
import { learnServerTime, machineNow } from "@nightlight/door/time/clock";
import type { LiveSocket } from "../live-socket.ts";
import { useFloorState } from "./floor-state.ts";

const ANSWER_MS = 4_000;
/** The feed says something every two seconds at least. */
const SILENT_AFTER_MS = 5_000;
const LOOK_EVERY_MS = 1_000;

/**
 * Follows the floor over the line until it is stopped: asks from where it stands after every connection, every gap and
 * every silence, and applies what comes in order. What is older than what is held is dropped.
 */
export function watchFloor(socket: LiveSocket): () => void {
  let question = 0;
  let askedAt = 0;
  const show = (floor: Floor): void => {
    learnServerTime(floor.at, machineNow());
    useFloorState.setState({ floor, heardAt: machineNow(), isSilent: false, isRefused: false });
  };
  const ask = (held = useFloorState.getState().floor): void => {
    if (!socket.connected) return;
    question += 1;
    const mine = question;
    askedAt = machineNow();
    const request = { held: held?.number ?? null };
    socket.timeout(ANSWER_MS).emit("floor:watch", request, (error: Error | null, answer?: FloorAnswer) => {
      // Without an answer the silence asks again; an older question's answer is nobody's.
      if (error !== null || mine !== question || answer === undefined) return;
      const next = withFloorAnswer(held, answer);
      if (next !== undefined) show(next);
      else if (isContent(answer)) {
        // Lower than what is held although it was read afterwards: the database was set back. It counts as new.
        useFloorState.setState({ floor: undefined });
        ask(undefined);
      } else useFloorState.setState({ isRefused: true });
    });
  };
  const news = (each: FloorNews): void => {
    const { floor } = useFloorState.getState();
    if (floor === undefined) return;
    const next = withFloorNews(floor, each);
    if (next === undefined) ask();
    else show(next);
  };
  const look = (): void => {
    const { heardAt, isSilent, floor } = useFloorState.getState();
    const silence = machineNow() - Math.max(heardAt, 0);
    if (floor !== undefined && silence >= SILENT_AFTER_MS && !isSilent) useFloorState.setState({ isSilent: true });
    if (silence >= SILENT_AFTER_MS && machineNow() - askedAt >= ANSWER_MS) ask();
  };
  const connected = (): void => {
    ask();
  };
  socket.on("connect", connected);
  socket.on("floor:news", news);
  const timer = setInterval(look, LOOK_EVERY_MS);
  ask();
  return () => {
    question += 1;
    clearInterval(timer);
    socket.off("connect", connected);
    socket.off("floor:news", news);
    if (socket.connected) socket.emit("floor:leave", {});
  };
}

function isContent(answer: object): boolean {
  return "snapshot" in answer || "news" in answer;
}
