import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { createAdapter } from "@socket.io/redis-streams-adapter";
import type { Redis } from "ioredis";

type AdapterOf = ReturnType<typeof createAdapter>;
type Raw = { readonly data?: string };
/** The two doors through which everything passes that the stream holds. */
type Doors = { encode(message: unknown): Raw; onRawMessage(raw: Raw, offset: string): unknown };

const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * The adapter that carries notices to screens on other nodes through a stream in Redis. A notice can hold a message, and
 * Redis keeps the last ones, on disk too: what it holds is sealed, so that words lie nowhere in the clear.
 */
export function createSealedAdapter(redis: Redis, secret: Uint8Array): AdapterOf {
  const box = createBox(secret);
  const open = createAdapter(redis);
  // Socket.IO calls it with `new`.
  return function (namespace) {
    const adapter = open(namespace);
    const doors = adapter as unknown as Doors;
    const encode = doors.encode.bind(adapter);
    const onRawMessage = doors.onRawMessage.bind(adapter);
    doors.encode = (message) => {
      const raw = encode(message);
      return raw.data === undefined ? raw : { ...raw, data: box.seal(raw.data) };
    };
    doors.onRawMessage = (raw, offset) => {
      if (raw.data === undefined) return onRawMessage(raw, offset);
      const data = box.open(raw.data);
      // Whoever can write into Redis but has no key says nothing to anybody.
      return data === undefined ? undefined : onRawMessage({ ...raw, data }, offset);
    };
    return adapter;
  };
}

/** Seals short-lived text with AES-256-GCM; opening gives undefined for what was not sealed with the same secret. */
export function createBox(secret: Uint8Array) {
  const key = Buffer.from(hkdfSync("sha256", secret, "nightlight", "notices", 32));
  return {
    seal(text: string): string {
      const nonce = randomBytes(NONCE_BYTES);
      const cipher = createCipheriv("aes-256-gcm", key, nonce);
      const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
      return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString("base64");
    },
    open(sealed: string): string | undefined {
      const bytes = Buffer.from(sealed, "base64");
      if (bytes.length < NONCE_BYTES + TAG_BYTES) return undefined;
      try {
        const decipher = createDecipheriv("aes-256-gcm", key, bytes.subarray(0, NONCE_BYTES));
        decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES));
        return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()]).toString(
          "utf8",
        );
      } catch {
        return undefined;
      }
    },
  };
}
