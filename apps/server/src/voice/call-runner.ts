import type { EngineRun } from "@nightlight/commands/call/fenced";
import type { Telephony } from "@nightlight/commands/call/telephony";
import type { VoiceTroubleCode } from "@nightlight/domain/call/trouble";
import type { RoutingPolicy } from "@nightlight/domain/policy/policy";
import type { World } from "@nightlight/commands/world";

/** What whoever does something about a call needs. */
export type CallRunner = {
  readonly world: World;
  readonly telephony: Telephony;
  readonly run: EngineRun;
  /** What people who are called see where the policy says nothing else; undefined: nobody is called at all, as in a demo. */
  readonly callerDisplay: string | undefined;
  readonly policy: () => RoutingPolicy;
  /** Something goes wrong that supervisors want to know of. */
  readonly onTrouble: (code: VoiceTroubleCode) => void;
};
