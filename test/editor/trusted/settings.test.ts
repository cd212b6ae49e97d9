import { describeProjectPolicy } from "../projectPolicy.ts";
import { describeProjectSettings } from "../projectSettings.ts";

describeProjectSettings();
describeProjectPolicy();
