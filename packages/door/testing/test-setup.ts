import { setUpTests } from "./set-up-tests.ts";

setUpTests(() => undefined);
