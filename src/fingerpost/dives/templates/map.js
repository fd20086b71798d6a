{% include "dives/map_points.js" %}

{% include "dives/map_view.js" %}

{% include "dives/map_paint.js" %}

{% include "dives/map_labels.js" %}

{% include "dives/map_list.js" %}

{% include "dives/map_state.js" %}

{% include "dives/map_hands.js" %}

{% include "dives/map_figure.js" %}
