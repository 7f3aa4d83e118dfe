import { accept, refuse, type Result } from "../result.ts";
import { higherLevel, laneOfLevel, levelRank, type RiskLevel } from "../risk/level.ts";
import type { Contact, CounsellorId } from "./contact.ts";
import type { ContactEvent } from "./events.ts";
import { laneRank, type Lane } from "./lane.ts";
import { levelInForce, type ContactRisk } from "./risk.ts";

export type RiskCommand =
  /** What the rules found. `ifDropped` is what they would find if the other side broke off. */
  | { type: "assess-risk"; level: RiskLevel | undefined; ifDropped: RiskLevel | undefined }
  | { type: "raise-risk"; changeId: string; level: RiskLevel; by: CounsellorId }
  /** `from` is the level that the person saw. */
  | { type: "lower-risk"; changeId: string; level: RiskLevel; from: RiskLevel; by: CounsellorId }
  | { type: "decide-lowering"; changeId: string; by: string; approves: boolean }
  | { type: "mark-escalated"; escalationId: string; level: RiskLevel };

const RISK_COMMANDS = ["assess-risk", "raise-risk", "lower-risk", "decide-lowering", "mark-escalated"] as const;

/** Whether a command is about the level. */
export function isRiskCommand(command: { readonly type: string }): command is RiskCommand {
  return RISK_COMMANDS.some((type) => type === command.type);
}

export type RiskRefusal = "stale" | "not-higher" | "not-lower" | "lowering-waits" | "own-lowering" | "not-asked";

type RiskEvent = Extract<
  ContactEvent,
  {
    type:
      | "risk_assessed"
      | "risk_raised"
      | "risk_lowered"
      | "risk_lowering_asked"
      | "risk_lowering_decided"
      | "contact_escalated";
  }
>;

/**
 * Decides on the level of a contact. Raising is free. Lowering is free until something was sent; after that it waits
 * for a second person, never whoever asked. What is in force already changes nothing.
 */
export function decideRisk(contact: Contact, command: RiskCommand): Result<readonly ContactEvent[], RiskRefusal> {
  const { risk } = contact;
  switch (command.type) {
    case "assess-risk": {
      const { level, ifDropped } = command;
      if (level === risk.computed && ifDropped === risk.ifDropped) return accept([]);
      return accept([
        { type: "risk_assessed", level: level ?? null, ifDropped: ifDropped ?? null, lane: laneWith(contact, level) },
      ]);
    }
    case "raise-risk": {
      const { changeId, level, by } = command;
      if (level === risk.level) return accept([]);
      if (levelRank(level) > levelRank(risk.level)) return refuse("not-higher");
      return accept([{ type: "risk_raised", changeId, level, by, lane: laneWith(contact, level) }]);
    }
    case "lower-risk":
      return lower(risk, command);
    case "decide-lowering": {
      const { changeId, by, approves } = command;
      if (risk.asked?.changeId !== changeId) return refuse("not-asked");
      if (risk.asked.by === by) return refuse("own-lowering");
      return accept([{ type: "risk_lowering_decided", changeId, by, approves }]);
    }
    case "mark-escalated": {
      const { escalationId, level } = command;
      return accept([{ type: "contact_escalated", escalationId, level }]);
    }
  }
}

function lower(
  risk: ContactRisk,
  { changeId, level, from, by }: Extract<RiskCommand, { type: "lower-risk" }>,
): Result<readonly ContactEvent[], RiskRefusal> {
  if (level === risk.level || (risk.asked?.level === level && risk.asked.by === by)) return accept([]);
  if (from !== risk.level) return refuse("stale");
  if (levelRank(level) < levelRank(risk.level)) return refuse("not-lower");
  if (risk.held === undefined) return accept([{ type: "risk_lowered", changeId, level, by }]);
  if (risk.asked !== undefined) return refuse("lowering-waits");
  return accept([{ type: "risk_lowering_asked", changeId, level, by }]);
}

/** What an event makes of the level. A lowering that waited is over as soon as the level rises. */
export function evolveRisk(risk: ContactRisk, event: RiskEvent): ContactRisk {
  switch (event.type) {
    case "risk_assessed":
      return inForce(risk, { computed: event.level ?? undefined, ifDropped: event.ifDropped ?? undefined });
    case "risk_raised":
      return inForce(risk, { own: { level: event.level, over: risk.computed, by: event.by } });
    case "risk_lowered":
      return inForce(risk, { own: { level: event.level, over: risk.computed, by: event.by } });
    case "risk_lowering_asked":
      return { ...risk, asked: { changeId: event.changeId, level: event.level, by: event.by } };
    case "risk_lowering_decided": {
      const { asked } = risk;
      if (!event.approves || asked === undefined) return { ...risk, asked: undefined };
      const own = { level: asked.level, over: risk.computed, by: asked.by };
      return inForce(risk, { own, held: asked.level, asked: undefined });
    }
    case "contact_escalated":
      return inForce(risk, { held: higherLevel(risk.level, event.level) });
  }
}

/** The level once the other side has broken off: what the rules said for that case. */
export function brokenOff(risk: ContactRisk): ContactRisk {
  return levelRank(risk.ifDropped) < levelRank(risk.computed) ? inForce(risk, { computed: risk.ifDropped }) : risk;
}

/** Whether the other side ended it, and not the counsellor. */
export function hasBrokenOff({ state }: Contact): boolean {
  if (state.status === "abandoned") return true;
  return "endedBy" in state && state.endedBy !== "counsellor" && state.endedBy !== "recorded";
}

/** Works out the level in force. Once something was sent it only rises, but for what a second person approved. */
function inForce(before: ContactRisk, change: Partial<ContactRisk>): ContactRisk {
  const risk = { ...before, ...change };
  const level = levelInForce(risk, risk.computed);
  return {
    ...risk,
    level,
    held: risk.held === undefined ? undefined : level,
    asked: levelRank(level) < levelRank(before.level) ? undefined : risk.asked,
  };
}

/** The lane that a contact has at a level: raised by it, never lowered. */
function laneWith({ lane }: Contact, level: RiskLevel | undefined): Lane {
  const wanted = laneOfLevel(level);
  return wanted !== undefined && laneRank(wanted) < laneRank(lane) ? wanted : lane;
}
