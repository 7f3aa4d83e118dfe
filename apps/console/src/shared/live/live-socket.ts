import {
  COUNSELLOR_NAMESPACE,
  type FromCounsellor,
  type ToCounsellor,
} from "@nightlight/contracts/counsellor/realtime";
import { STAFF_COMES_BACK } from "@nightlight/contracts/line/come-back";
import { io, type Socket } from "socket.io-client";

/** As much of a socket as the console uses; tests bring their own. */
export type LiveSocket = Pick<
  Socket<ToCounsellor, FromCounsellor>,
  "on" | "off" | "emit" | "timeout" | "connect" | "disconnect" | "connected" | "active"
>;

/** Opens the counsellor's line; the session cookie signs it in. */
export function openSocket(): LiveSocket {
  return io(COUNSELLOR_NAMESPACE, {
    transports: ["websocket"],
    autoConnect: false,
    ...STAFF_COMES_BACK,
  });
}
