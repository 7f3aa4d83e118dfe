import { setUpTests } from "@nightlight/door/testing/set-up-tests";
import { forgetPerson } from "../src/app/forget-person.ts";

setUpTests(forgetPerson);
