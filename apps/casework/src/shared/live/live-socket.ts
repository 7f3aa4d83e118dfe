import { AUTHORITY_NAMESPACE, type FromAuthority, type ToAuthority } from "@nightlight/contracts/authority/realtime";
import { STAFF_COMES_BACK } from "@nightlight/contracts/line/come-back";
import { io, type Socket } from "socket.io-client";

/** As much of a socket as the workspace uses; tests bring their own. */
export type LiveSocket = Pick<
  Socket<ToAuthority, FromAuthority>,
  "on" | "off" | "emit" | "timeout" | "connect" | "disconnect" | "connected" | "active"
>;

/** Opens the office's line; the session cookie signs it in. */
export function openSocket(): LiveSocket {
  return io(AUTHORITY_NAMESPACE, {
    transports: ["websocket"],
    autoConnect: false,
    ...STAFF_COMES_BACK,
  });
}
