import { derive } from "@nightlight/database/key/key-ring";
import { open, seal } from "@nightlight/database/sealing";

const PLACE = "notices";

/**
 * Seals what passes from node to node; a notice can hold a message, and words lie in Redis nowhere in the clear. Opening
 * gives undefined for what was not sealed with the same secret.
 */
export function createNoticeBox(secret: Uint8Array) {
  const key = derive(Buffer.from(secret), PLACE);
  return {
    seal: (text: string): string => seal(key, text, PLACE).toString("base64"),
    open(sealed: string): string | undefined {
      try {
        return open(key, Buffer.from(sealed, "base64"), PLACE);
      } catch {
        return undefined;
      }
    },
  };
}
