export { useWebSocket, type WatchedDownload, WatchesContext } from './use-web-socket.ts';
