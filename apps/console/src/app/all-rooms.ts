/** Every room but the desk, in one piece: it is fetched when the first of them is entered. */
export { AccountScreen } from "@nightlight/door/account/account-screen";
export { EmergenciesScreen } from "../features/access/emergencies-screen.tsx";
export { OwnNumbers } from "../features/access/own-numbers.tsx";
export { OwnReadings } from "../features/access/own-readings.tsx";
export { ReadingsScreen } from "../features/access/readings-screen.tsx";
export { WatchScreen } from "../features/access/watch-screen.tsx";
export { AuditScreen } from "../features/audit/audit-screen.tsx";
export { ChannelsScreen } from "../features/channels/channels-screen.tsx";
export { DirectoryScreen } from "../features/directory/directory-screen.tsx";
export { EscalationsScreen } from "../features/escalation/escalations-screen.tsx";
export { FloorScreen } from "../features/floor/floor-screen.tsx";
export { FiguresScreen } from "../features/figures/figures-screen.tsx";
export { PeopleScreen } from "../features/people/people-screen.tsx";
export { PolicyScreen } from "../features/policy/policy-screen.tsx";
export { Lowerings } from "../features/risk/lowerings.tsx";
export { RosterScreen } from "../features/shift/roster-screen.tsx";
export { SearchScreen } from "../features/search/search-screen.tsx";
