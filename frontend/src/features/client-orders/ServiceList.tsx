import { useState } from 'react';
import { EndServiceDialog } from '@/features/client-orders/EndServiceDialog';
import { dayWords, intervalWords, SERVICE_STATUS_WORDS } from '@/features/orders/words';
import { QuickOrderButton } from '@/features/quick-order/QuickOrderButton';
import { ClientServicesDocument, type ServiceFactsFragment } from '@/generated/graphql';
import { usePages } from '@/lib/asking';
import { Badge } from '@/ui/Badge';
import { Button } from '@/ui/Button';
import { Empty } from '@/ui/Empty';
import { Faces, Panel } from '@/ui/Panel';
import { ReadOn } from '@/ui/ReadOn';
import { Time } from '@/ui/Time';

const PAGE = 20;

/** What runs for a client and until when. */
export function ServiceList({ clientId }: { clientId: string }) {
  const asked = usePages(ClientServicesDocument, { id: clientId, first: PAGE }, ({ client }) => client?.services);
  const mayEnd = asked.data?.pages[0]?.client?.viewerCan.placeOrder === true;
  const [ending, end] = useState<ServiceFactsFragment>();
  return (
    <Panel title="Services">
      <Faces
        asked={{ ...asked, data: asked.nodes }}
        rows={3}
        empty={{
          when: (services) => services.length === 0,
          face: <Empty title="Nothing runs">A recurring product that is ordered runs from then on.</Empty>,
        }}
      >
        {(services) => (
          <>
            <ul className="services" aria-label="Services">
              {services.map((service) => (
                <li key={service.id} className="service">
                  <div className="service-what">
                    <strong dir="auto">{service.product.name}</strong>{' '}
                    <span className="muted">{intervalWords(service.product.intervalMonths)}</span>
                    <p className="service-when">
                      <Badge tone={service.status === 'RUNNING' ? 'good' : 'neutral'}>
                        {SERVICE_STATUS_WORDS[service.status]}
                      </Badge>
                      <span className="muted">
                        {service.runsUntil && `until ${dayWords(service.runsUntil)} · `}since{' '}
                        <Time at={service.createdAt} />
                        {service.endedAt && (
                          <>
                            {' · ended '}
                            <Time at={service.endedAt} />
                          </>
                        )}
                      </span>
                    </p>
                  </div>
                  {mayEnd && service.status === 'RUNNING' && (
                    <div className="row">
                      <QuickOrderButton
                        clientId={clientId}
                        label="Renew"
                        name={`Renew ${service.product.name}`}
                        serviceId={service.id}
                      />
                      <Button look="quiet" aria-label={`End ${service.product.name}`} onClick={() => end(service)}>
                        End service
                      </Button>
                    </div>
                  )}
                </li>
              ))}
            </ul>
            <ReadOn paged={asked} label="Show older" />
          </>
        )}
      </Faces>
      {ending && <EndServiceDialog service={ending} clientId={clientId} onClose={() => end(undefined)} />}
    </Panel>
  );
}
