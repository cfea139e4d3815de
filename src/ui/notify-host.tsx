import type { ReactElement } from 'react';
import { Notifications, notifications } from '@mantine/notifications';
import '@mantine/notifications/styles.layer.css';
import { StatusGlyph } from './status-icon.tsx';

export function showNotice(message: string, tone: 'done' | 'failed'): void {
  const done = tone === 'done';
  notifications.show({
    message,
    role: done ? 'status' : 'alert',
    withBorder: true,
    autoClose: done ? 4_000 : 10_000,
    color: 'transparent',
    icon: <StatusGlyph shape={done ? 'check' : 'cross'} tone={done ? 'completed' : 'failed'} size={16} />,
    closeButtonProps: { 'aria-label': 'Close' },
  });
}

export default function NotifyHost(): ReactElement {
  return <Notifications position="bottom-right" />;
}
