import { describeProjectSettings } from "../projectSettings.ts";

describeProjectSettings();
