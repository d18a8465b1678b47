"""Names, areas, organs, people: one file a family; `spot` combines them. Importing a spotter's module registers it."""
