import { memoryStage } from "./memory-stage.ts";
import { describeStore } from "./store-contract.ts";

describeStore("the store in memory", async () => memoryStage());
