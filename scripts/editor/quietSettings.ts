/** User settings that silence the editor itself (telemetry, updates, welcome, recommendations), not any extension. */
export const quietSettings: Readonly<Record<string, unknown>> = {
  "telemetry.telemetryLevel": "off",
  "update.mode": "none",
  "update.showReleaseNotes": false,
  "extensions.autoUpdate": "off",
  "extensions.autoCheckUpdates": false,
  "extensions.ignoreRecommendations": true,
  "workbench.enableExperiments": false,
  "workbench.settings.enableNaturalLanguageSearch": false,
  "workbench.startupEditor": "none",
  "workbench.tips.enabled": false,
  "security.workspace.trust.startupPrompt": "never",
  "security.workspace.trust.banner": "never",
  "git.enabled": false,
  "git.openRepositoryInParentFolders": "never",
  "json.schemaDownload.enable": false,
  "npm.fetchOnlinePackageInfo": false,
  "typescript.disableAutomaticTypeAcquisition": true,
  // As on the desktop; in a browser the default is to save by itself.
  "files.autoSave": "off",
  // The editor's own chat, which waits for a sign-in; without it every start is twice as fast on two cores.
  "chat.disableAIFeatures": true,
  // Else the side bar starts with that chat's empty place in front.
  "workbench.secondarySideBar.defaultVisibility": "hidden",
};
