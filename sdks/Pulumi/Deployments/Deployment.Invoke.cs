using System.Collections.Immutable;
using Pulumi.Serialization;

namespace Pulumi;

public sealed partial class Deployment
{
    /// <summary>Calls a provider function once its arguments are known. The result is unknown if an argument stays unknown.</summary>
    internal Output<T> Invoke<T>(string token, InvokeArgs? args, InvokeOptions? options)
    {
        return new(InvokeAsync());

        async Task<OutputData<T>> InvokeAsync()
        {
            var (wire, dependencies) = await SerializeInvokeAsync(token, args).ConfigureAwait(false);
            if (Wire.ContainsUnknown(wire))
            {
                return OutputData<T>.Unknown();
            }

            var named = options is InvokeOutputOptions { DependsOn: { } dependsOn }
                ? await DependenciesAsync(dependsOn).ConfigureAwait(false)
                : [];
            foreach (var resource in ResourceGraph.Registered([.. dependencies, .. named]).OfType<CustomResource>())
            {
                if (resource.Id is not null && !(await resource.Id.Data.ConfigureAwait(false)).IsKnown)
                {
                    return OutputData<T>.Unknown();
                }
            }
            var result = Converted<T>(token, await CallAsync(token, wire, options).ConfigureAwait(false));
            return result with { Resources = [.. dependencies, .. named] };
        }
    }

    /// <summary>Calls a provider function with the known arguments.</summary>
    internal async Task<T> InvokeAsync<T>(string token, InvokeArgs? args, InvokeOptions? options)
    {
        var (wire, _) = await SerializeAsync(token, (args ?? InvokeArgs.Empty).ToDictionary()).ConfigureAwait(false);
        return Converted<T>(token, await CallAsync(token, wire, options).ConfigureAwait(false)).Value;
    }

    /// <summary>Calls a provider function and ignores its result.</summary>
    internal async Task CallOnlyAsync(string token, InvokeArgs? args, InvokeOptions? options)
    {
        var (wire, _) = await SerializeAsync(token, (args ?? InvokeArgs.Empty).ToDictionary()).ConfigureAwait(false);
        await CallAsync(token, wire, options).ConfigureAwait(false);
    }

    // The output may never be read, so its fault is logged as well.
    private async Task<(ImmutableDictionary<string, object?> Wire, HashSet<Resource> Dependencies)> SerializeInvokeAsync(
        string token,
        InvokeArgs? args
    )
    {
        try
        {
            return await SerializeAsync(token, (args ?? InvokeArgs.Empty).ToDictionary()).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            Errors.Add($"The arguments of function {token} cannot be used: {exception}");
            throw;
        }
    }

    private async Task<ImmutableDictionary<string, object?>> CallAsync(
        string token,
        ImmutableDictionary<string, object?> args,
        InvokeOptions? options
    )
    {
        var provider = options?.Provider ?? options?.Parent?.GetProvider(token);
        var reference = provider is null ? "" : await provider.GetReferenceAsync().ConfigureAwait(false);
        return await _monitor.CallAsync(token, Deserializer.DeserializeKnown(args), reference).ConfigureAwait(false);
    }

    private static OutputData<T> Converted<T>(string token, ImmutableDictionary<string, object?> wire)
    {
        StateConverter.Check($"{token} result", typeof(T));
        var data = StateConverter.Convert(wire, typeof(T));
        return data.With(data.Value is null ? default! : (T)data.Value);
    }
}
