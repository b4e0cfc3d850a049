using System.Text.Json;

namespace Pulumi;

public static partial class Output
{
    /// <summary>The value as JSON text; inputs and outputs inside it are resolved on the way.</summary>
    public static Output<string> JsonSerialize<T>(Output<T> value, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(value);
        return new(SerializeAsync());

        async Task<OutputData<string>> SerializeAsync()
        {
            var data = await value.Data.ConfigureAwait(false);
            if (!data.IsKnown)
            {
                return data.With("");
            }

            var seen = new OutputJsonConverter(data.With<object?>(null));
            var json = JsonSerializer.Serialize(data.Value, seen.AddTo(options));
            var found = seen.CombinedData;
            return found.With(found.IsKnown ? json : "");
        }
    }

    /// <summary>The value that the JSON text describes.</summary>
    public static Output<T> JsonDeserialize<T>(Output<string> json, JsonSerializerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(json);
        return new(DeserializeAsync());

        async Task<OutputData<T>> DeserializeAsync()
        {
            var data = await json.Data.ConfigureAwait(false);
            return data.IsKnown
                ? data.With(JsonSerializer.Deserialize<T>(data.Value, new OutputJsonConverter(data.With<object?>(null)).AddTo(options))!)
                : data.With<T>(default!);
        }
    }
}
