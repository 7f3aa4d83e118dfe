import type { FastifyInstance } from "fastify";
import { demandStaff } from "../../access/authenticate.ts";
import type { StaffNames } from "../../access/staff-names.ts";
import type { Dependencies } from "../../dependencies.ts";
import { escalationRoutesOf } from "./escalation-routes.ts";
import { officeRoutesOf } from "./office-routes.ts";
import { reportDraftRoutesOf } from "./report-draft-routes.ts";
import { mountReceivedPapers } from "./paper-routes.ts";

/** The authorities' surface: an officer's own unit, what was sent to it, and the answers. */
export function authoritySurface(app: FastifyInstance, dependencies: Dependencies, names: StaffNames): void {
  demandStaff(app, dependencies);
  officeRoutesOf(app, dependencies);
  escalationRoutesOf(app, dependencies, names);
  reportDraftRoutesOf(app, dependencies);
  mountReceivedPapers(app, dependencies);
}
