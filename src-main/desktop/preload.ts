import { contextBridge, ipcRenderer } from 'electron'
import type { Bridge, DesktopNotice } from '../../src-shared/contract/bridge.ts'
import { callChannel, LISTENING_CHANNEL, NOTICE_CHANNEL } from './bridge-channels.ts'

const VERSION_FLAG = '--pageloom-version='

const bridge: Bridge = {
  version: process.argv.find(word => word.startsWith(VERSION_FLAG))?.slice(VERSION_FLAG.length) ?? '',
  platform: process.platform,
  readNamedFile: path => ipcRenderer.invoke(callChannel('readNamedFile'), path),
  saveResult: request => ipcRenderer.invoke(callChannel('saveResult'), request),
  showInFolder: path => ipcRenderer.invoke(callChannel('showInFolder'), path),
  showJobFolder: jobId => ipcRenderer.invoke(callChannel('showJobFolder'), jobId),
  openLogFolder: () => ipcRenderer.invoke(callChannel('openLogFolder')),
  chooseDataDir: () => ipcRenderer.invoke(callChannel('chooseDataDir')),
  openExternal: url => ipcRenderer.invoke(callChannel('openExternal'), url),
  notifyFinished: (jobId, title, body) =>
    ipcRenderer.invoke(callChannel('notifyFinished'), jobId, title, body),
  setProgress: progress => ipcRenderer.invoke(callChannel('setProgress'), progress),
  licences: () => ipcRenderer.invoke(callChannel('licences')),
  serverUrl: () => ipcRenderer.invoke(callChannel('serverUrl')),
  closingChoice: () => ipcRenderer.invoke(callChannel('closingChoice')),
  setClosingChoice: choice => ipcRenderer.invoke(callChannel('setClosingChoice'), choice),
  onNotice(listener) {
    const tell = (_event: unknown, notice: DesktopNotice) => listener(notice)
    ipcRenderer.on(NOTICE_CHANNEL, tell)
    ipcRenderer.send(LISTENING_CHANNEL)
    return () => void ipcRenderer.off(NOTICE_CHANNEL, tell)
  },
}

contextBridge.exposeInMainWorld('pageloom', bridge)
