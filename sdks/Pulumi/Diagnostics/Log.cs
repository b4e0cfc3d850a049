namespace Pulumi;

/// <summary>Writes to the log of the running deployment; outside one it throws. Under mocks only errors are kept.</summary>
public static class Log
{
    /// <summary>Details for who writes providers and SDKs.</summary>
    public static void Debug(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) =>
        _ = Deployment.Instance;

    /// <summary>Something worth knowing.</summary>
    public static void Info(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) =>
        _ = Deployment.Instance;

    /// <summary>Something suspicious.</summary>
    public static void Warn(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) =>
        _ = Deployment.Instance;

    /// <summary>Something wrong: the deployment goes on, but fails in the end.</summary>
    public static void Error(string message, Resource? resource = null, int? streamId = null, bool? ephemeral = null) =>
        Deployment.Instance.Internal.Errors.Add(message);

    /// <summary>An exception, as an error.</summary>
    public static void Exception(Exception exception, Resource? resource = null, int? streamId = null, bool? ephemeral = null) =>
        Error(exception.ToString(), resource, streamId, ephemeral);
}
