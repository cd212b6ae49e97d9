import type { StepAction } from "../protocol/messages.ts";
import { say } from "../terms/words.ts";

/** The words of every button that a problem offers. */
export const stepLabels: { readonly [A in StepAction]: string } = {
  retry: say("Try again"),
  changeMode: say("Change mode"),
  pickModel: say("Choose another model"),
  resume: say("Resume"),
  openSettings: say("Open settings"),
  setKey: say("Set API key"),
  startServer: say("How to start it"),
  startHere: say("Start it in a terminal"),
  openInstallPage: say("Open its download page"),
  addProvider: say("Use another server"),
  pullModel: say("Get a model"),
  getModel: say("How to get a model"),
  openLedger: say("Open ledger"),
  confirmDestination: say("Confirm"),
  useDeviceModel: say("Answer on this device"),
  leaveOut: say("Leave the file out"),
  removePictures: say("Remove the picture"),
  editQuestion: say("Edit the question"),
  newConversation: say("New conversation"),
  manageTrust: say("Manage trust"),
  showLog: say("Show log"),
};
