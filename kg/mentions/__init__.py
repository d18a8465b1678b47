"""Names, areas, organs, people: one file a family; `spot` combines them. Importing a spotter's module registers it."""

from kg.mentions import (  # noqa: F401
    areas,
    countries,
    notions_event,
    notions_honor,
    notions_industry,
    notions_policy,
    organs,
    people,
    scopes,
    things,
    things_companies,
    things_frames,
    things_lists,
    things_places,
    things_products,
    things_roads,
    things_schools,
    titles,
    villages,
)
