import { Component, type ReactElement, type ReactNode } from 'react';
import { BrokenScreen } from './screens/broken-screen.tsx';

interface Props {
  readonly children: ReactNode;
}

interface State {
  readonly broken: { readonly error: unknown } | null;
}

/** When a screen throws, the codes are untouched: the broken screen says so and offers a copy of them. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { broken: null };

  static getDerivedStateFromError(error: unknown): State {
    return { broken: { error } };
  }

  override render(): ReactNode {
    const { broken } = this.state;
    return broken === null ? this.props.children : this.renderBroken(broken.error);
  }

  private renderBroken(error: unknown): ReactElement {
    return <BrokenScreen error={error} />;
  }
}
