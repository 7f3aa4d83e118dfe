import { CHILD_NAMESPACE, type FromChild, type ToChild } from "@nightlight/contracts/child/realtime";
import { CHILD_COMES_BACK } from "@nightlight/contracts/line/come-back";
import { io, type Socket } from "socket.io-client";

export type ChildSocket = Socket<ToChild, FromChild>;

/** The live line of one chat. Networks that break web sockets get polling. */
export function connectChild(token: string): ChildSocket {
  return io(CHILD_NAMESPACE, {
    auth: { token },
    transports: ["websocket", "polling"],
    tryAllTransports: true,
    ...CHILD_COMES_BACK,
  });
}
