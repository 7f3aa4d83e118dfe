export { seedLoad, type LoadStaff } from "@nightlight/database/demo/seed-load";
