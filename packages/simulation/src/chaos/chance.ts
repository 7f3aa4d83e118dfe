export { chanceOf } from "@nightlight/database/demo/chance";
