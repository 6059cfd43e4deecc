import { create } from 'zustand'
import type { SettingsPatch, SettingsReply } from '../../src-shared/contract/settings.ts'
import { api } from './api.ts'

interface ServerSettings {
  readonly reply: SettingsReply | null
  readonly load: () => Promise<void>
  /** Rejects when the server does not take it. */
  readonly change: (patch: SettingsPatch) => Promise<void>
}

/** The job server's settings. */
export const useSettings = create<ServerSettings>()(set => ({
  reply: null,
  load: async () => set({ reply: await api.getSettings() }),
  change: async patch => set({ reply: await api.changeSettings(patch) }),
}))
