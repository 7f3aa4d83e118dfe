export { seedSearch, signInSearchers, type SearchStaff } from "@nightlight/database/demo/seed-search";
