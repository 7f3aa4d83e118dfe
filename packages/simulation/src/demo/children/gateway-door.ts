import type { ScriptedGateway } from "../../gateway/scripted-gateway.ts";
import { isScriptKey } from "../cast.ts";
import type { Pace } from "../pace.ts";
import type { ChildDoor } from "./child-door.ts";
import type { ChildScript } from "./child-script.ts";

/** How often the gateway looks for answers to carry out. */
const LOOKS_EVERY_MS = 900;

/** Brings a child's contact through the gateway of its channel. It begins without words: the first ones follow. */
export async function openGatewayDoor(
  gateway: ScriptedGateway,
  pace: Pace,
  key: string,
  { language, safeNow }: Pick<ChildScript, "language" | "safeNow">,
): Promise<ChildDoor> {
  const contactId = await gateway.arrive(key, { language, safeNow });
  return {
    say: (clientKey, text) => gateway.say(contactId, clientKey, text),
    // A gateway carries no such word.
    typing: () => undefined,
    async look() {
      const { isOver, messages } = await gateway.read(contactId);
      const heard = messages
        .filter(({ from }) => from === "counsellor")
        .map(({ text, clientKey }) => ({ text, isScripted: isScriptKey(clientKey) }));
      // Until somebody answers, nobody on the other side can tell whether somebody is there.
      const phase = isOver ? "over" : heard.length > 0 ? "talking" : "waiting";
      return { phase, counsellor: "", heard };
    },
    leave: () => gateway.leave(contactId),
    news: (stop) => pace.wait(LOOKS_EVERY_MS, stop),
    close: () => undefined,
  };
}
